package bottega.deploy;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which module may use which other one, and which libraries; read from the compiled classes. */
class DependencyTableTest {
    private static final List<String> JSON = List.of("com.fasterxml.jackson.");
    private static final List<String> NEVER_IN_SERVING =
            List.of("ai.djl.", "ai.onnx.proto.", "com.github.kagkarlsson.");

    private enum Module {
        COMMON("common"),
        NETWORKS("networks"),
        JOBS("jobs"),
        TRAINING_SERVICE("training-service"),
        INFERENCE_SERVICE("inference-service"),
        STYLE_SERVICE("style-service"),
        DEPLOY("deploy");

        private final String folder;

        Module(String folder) {
            this.folder = folder;
        }

        Set<Module> mayUse() {
            return switch (this) {
                case COMMON -> EnumSet.noneOf(Module.class);
                case NETWORKS, JOBS, INFERENCE_SERVICE, DEPLOY -> EnumSet.of(COMMON);
                case TRAINING_SERVICE, STYLE_SERVICE -> EnumSet.of(COMMON, NETWORKS, JOBS);
            };
        }

        /** Whether a class of a library, given by its full name, may be used. */
        boolean mayUseLibrary(String name) {
            return switch (this) {
                case COMMON ->
                    startsWithOne(
                            name,
                            JSON,
                            List.of("com.twelvemonkeys.", "com.drew.", "jakarta.validation.", "jakarta.ws.rs."));
                case NETWORKS ->
                    startsWithOne(
                            name,
                            JSON,
                            List.of(
                                    "ai.djl.",
                                    "ai.onnx.proto.",
                                    "ai.onnxruntime.",
                                    "com.google.protobuf.",
                                    "org.slf4j."));
                case JOBS ->
                    startsWithOne(
                            name,
                            JSON,
                            List.of(
                                    "com.github.kagkarlsson.",
                                    "com.github.f4b6a3.ulid.",
                                    "io.agroal.",
                                    "io.quarkus.",
                                    "io.smallrye.",
                                    "io.vertx.",
                                    "jakarta.",
                                    "org.eclipse.microprofile.",
                                    "org.flywaydb.",
                                    "org.h2.",
                                    "org.jboss.",
                                    "org.postgresql."));
                case TRAINING_SERVICE, STYLE_SERVICE -> true;
                case INFERENCE_SERVICE -> !startsWithOne(name, NEVER_IN_SERVING, List.of());
                case DEPLOY -> startsWithOne(name, JSON, List.of());
            };
        }
    }

    private static final Map<Module, JavaClasses> CLASSES = new EnumMap<>(Module.class);
    private static final Map<String, Module> OWNERS = new HashMap<>();

    @BeforeAll
    static void readClasses() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        for (Module module : Module.values()) {
            Path folder = root.resolve(module.folder).resolve("target/classes");
            assertTrue(
                    Files.isDirectory(folder),
                    folder + " is missing: build the modules first, e.g. mvn -pl deploy -am test");
            JavaClasses classes = new ClassFileImporter().importPath(folder);
            assertFalse(classes.isEmpty(), "no classes in " + folder);
            CLASSES.put(module, classes);
            classes.forEach(each -> {
                Module other = OWNERS.put(each.getFullName(), module);
                assertEquals(null, other, each.getFullName() + " is in two modules");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void aModuleUsesOnlyWhatTheTableAllows(Module module) {
        Set<String> violations = new TreeSet<>();
        for (JavaClass each : CLASSES.get(module)) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!mayUse(module, target)) {
                    violations.add(each.getFullName() + " uses " + target.getFullName());
                }
            }
        }
        assertEquals(Set.of(), violations, module.folder + " uses what design's table does not allow");
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void packagesOfAModuleFormNoCycle(Module module) {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES.get(module));
    }

    private static boolean mayUse(Module module, JavaClass target) {
        String name = target.getFullName();
        Module owner = OWNERS.get(name);
        if (owner != null) {
            return owner == module || module.mayUse().contains(owner);
        }
        return target.isPrimitive()
                || startsWithOne(name, List.of("java.", "javax."), List.of())
                || module.mayUseLibrary(name);
    }

    private static boolean startsWithOne(String name, List<String> prefixes, List<String> more) {
        return Stream.concat(prefixes.stream(), more.stream()).anyMatch(name::startsWith);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("bottega.")
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
