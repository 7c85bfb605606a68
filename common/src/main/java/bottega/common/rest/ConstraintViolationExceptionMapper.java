package bottega.common.rest;

import bottega.common.problem.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An argument that breaks its constraints: 400. An answer of ours that does: 500. */
@Provider
public class ConstraintViolationExceptionMapper implements ExceptionMapper<ConstraintViolationException> {
    @Override
    public Response toResponse(ConstraintViolationException exception) {
        List<ConstraintViolation<?>> violations = exception.getConstraintViolations().stream()
                .sorted(Comparator.comparing(violation -> place(violation.getPropertyPath())))
                .collect(Collectors.toList());
        if (violations.isEmpty() || violations.stream().anyMatch(ConstraintViolationExceptionMapper::isOurFault)) {
            return ProblemResponse.of(InternalProblem.logged(exception));
        }
        ConstraintViolation<?> first = violations.getFirst();
        String place = place(first.getPropertyPath());
        return ProblemResponse.of(Problem.of(400, "invalid-parameter", "Invalid parameter", detail(violations))
                .at(place)
                .expected(first.getMessage())
                .received(Text.shown(first.getInvalidValue()))
                .remedy("Send a value for " + place + " that fits: it " + first.getMessage() + "."));
    }

    private static String detail(List<ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> place(violation.getPropertyPath()) + " " + violation.getMessage())
                .collect(Collectors.joining("; ", "", "."));
    }

    private static boolean isOurFault(ConstraintViolation<?> violation) {
        return nodes(violation).stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
    }

    /** A JSON pointer into the body where the violation is inside an argument, else the argument's name. */
    private static String place(Path path) {
        StringBuilder pointer = new StringBuilder();
        String argument = "";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                argument = node.getName();
            } else if (node.getKind() != ElementKind.METHOD) {
                if (node.isInIterable()) {
                    pointer.append('/').append(node.getIndex() == null ? node.getKey() : node.getIndex());
                }
                if (node.getKind() == ElementKind.PROPERTY) {
                    pointer.append('/').append(node.getName());
                }
            }
        }
        return pointer.isEmpty() ? argument : pointer.toString();
    }
}
