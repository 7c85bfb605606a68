package bottega.jobs;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The pool of connections, migrated to the present schema: an embedded H2 file, or what the configured URL names. */
final class JobDatabase implements AutoCloseable {
    /** Each commit is written at once, else H2 keeps it back for half a second and a killed process loses it. */
    private static final String H2_SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    private static final int H2_FILE_IN_USE = 90020;

    private final AgroalDataSource pool;
    private final boolean embedded;
    private final String url;
    private final TransactionDataSource dataSource;

    JobDatabase(JobsConfig.Database config) {
        embedded = config.url().isEmpty();
        url = config.url().orElseGet(() -> embeddedUrl(config.file()));
        try {
            pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.minSize(1)
                            .maxSize(config.connections())
                            .acquisitionTimeout(Duration.ofSeconds(10))
                            .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(5))
                            .validateOnBorrow(!embedded)
                            .connectionFactoryConfiguration(factory -> {
                                config.username().ifPresent(name -> factory.principal(new NamePrincipal(name)));
                                config.password().ifPresent(word -> factory.credential(new SimplePassword(word)));
                                return factory.jdbcUrl(url).connectionProviderClass(driver(url));
                            })));
        } catch (SQLException e) {
            throw new DatabaseException("The queue's database cannot be opened", e);
        }
        dataSource = new TransactionDataSource(pool);
        try {
            migrate();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Named, since the driver manager does not look into every class loader. */
    private static Class<? extends Driver> driver(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return org.postgresql.Driver.class;
        }
        if (url.startsWith("jdbc:h2:")) {
            return org.h2.Driver.class;
        }
        // not the whole address: it may hold a password
        throw new IllegalArgumentException(
                "bottega.jobs.database.url: expected jdbc:postgresql:... or jdbc:h2:..., received another kind");
    }

    private static String embeddedUrl(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the queue's database cannot be made", e);
        }
        return "jdbc:h2:file:" + absolute + H2_SETTINGS;
    }

    private void migrate() {
        try (Connection connection = pool.getConnection()) {
            connection.getMetaData();
        } catch (SQLException e) {
            if (e.getErrorCode() == H2_FILE_IN_USE) {
                throw new DatabaseException(
                        "The embedded database belongs to one process, and another one has it open; several replicas need"
                                + " PostgreSQL (bottega.jobs.database.url)",
                        e);
            }
            throw new DatabaseException("The queue's database cannot be reached", e);
        }
        Flyway.configure(JobDatabase.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    /** True for an H2 file, which no other process can have open. */
    boolean isEmbedded() {
        return embedded;
    }

    /** Inside {@link #inTransaction} it hands out that transaction's connection. */
    DataSource dataSource() {
        return dataSource;
    }

    interface Work<T> {
        T with(Sql sql) throws SQLException;
    }

    /** Commits when {@code work} returns and rolls back when it throws; nested calls join the outer transaction. */
    <T> T inTransaction(Work<T> work) {
        return dataSource.inTransaction(connection -> work.with(new Sql(connection)));
    }

    /** Forces what was committed onto the disk, so that it outlives a power cut too. PostgreSQL does that by itself. */
    void sync() {
        if (embedded) {
            try (Connection connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            } catch (SQLException e) {
                throw new DatabaseException("The queue's database cannot be written", e);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
