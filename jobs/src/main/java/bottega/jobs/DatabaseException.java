package bottega.jobs;

import java.sql.SQLException;

/** The database could not be asked or written; says nothing about the job. */
final class DatabaseException extends RuntimeException {
    DatabaseException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
