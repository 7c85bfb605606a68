package bottega.deploy.demo;

import bottega.common.problem.Problem;

/** A service refused, or a job of it failed. */
public final class ServiceException extends RuntimeException {
    private final transient Problem problem;

    /** @param what was asked for, {@code POST http://...} or a job's address */
    ServiceException(String what, Problem problem) {
        super(text(what, problem));
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    private static String text(String what, Problem problem) {
        StringBuilder text = new StringBuilder(what)
                .append(": ")
                .append(problem.status())
                .append(' ')
                .append(problem.title());
        line(text, "", problem.detail());
        line(text, "where: ", problem.pointer());
        line(text, "expected: ", problem.expected());
        line(text, "received: ", problem.received());
        line(text, "what to do: ", problem.remedy());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (value != null) {
            text.append("\n  ").append(name).append(value);
        }
    }
}
