package bottega.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on one connection. Instants are bound as timestamps with time zone, in UTC. */
record Sql(Connection connection) {
    interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    int update(String statement, Object... arguments) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, arguments)) {
            return prepared.executeUpdate();
        }
    }

    <T> List<T> list(Row<T> row, String statement, Object... arguments) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, arguments);
                ResultSet rows = prepared.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(row.map(rows));
            }
            return result;
        }
    }

    <T> Optional<T> one(Row<T> row, String statement, Object... arguments) throws SQLException {
        return list(row, statement, arguments).stream().findFirst();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private PreparedStatement prepare(String statement, Object... arguments) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            for (int i = 0; i < arguments.length; i++) {
                prepared.setObject(
                        i + 1, arguments[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : arguments[i]);
            }
            return prepared;
        } catch (SQLException e) {
            prepared.close();
            throw e;
        }
    }
}
