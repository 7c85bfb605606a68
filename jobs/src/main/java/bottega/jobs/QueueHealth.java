package bottega.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service whose queue cannot be reached takes no work. */
@Readiness
@ApplicationScoped
class QueueHealth implements HealthCheck {
    private final Jobs jobs;

    @Inject
    QueueHealth(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("job queue");
        try {
            jobs.store().exists("-"); // any question will do
            return answer.up().build();
        } catch (DatabaseException e) {
            return answer.down()
                    .withData("cause", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
