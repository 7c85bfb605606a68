package bottega.inference.repository;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every model that was there at the start is loaded, or known not to load. */
@Readiness
@Singleton
class RepositoryReadiness implements HealthCheck {
    private final ModelRepository repository;

    RepositoryReadiness(ModelRepository repository) {
        this.repository = repository;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("model repository read")
                .status(repository.isRead())
                .build();
    }
}
