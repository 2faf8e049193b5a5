package dev.parley.platform.testing;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.platform.openapi.KnownProblems;
import dev.parley.platform.problem.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The problems that the code behind an endpoint can throw: those that are created in any method reachable from it by
 * calls, through interfaces to every implementation. Problems that are caught on the way are included.
 */
final class ThrownProblems {

    /** A problem of every write; the limits of bodies and fields keep events far below it. */
    private static final String GUARD_OF_THE_OUTBOX = "event-too-large";

    private final JavaClasses classes;

    /** @param packages of the service and of the platform */
    ThrownProblems(String... packages) {
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages);
    }

    Stream<JavaMethod> endpoints() {
        return classes.stream().flatMap(type -> type.getMethods().stream()).filter(Endpoint::is);
    }

    /**
     * Slugs of problems.
     *
     * @param ofRules created by the rules of the service or by the platform
     * @param ofStorage created by a repository: the same write serves many endpoints, and few of them can violate a
     *     unique index
     */
    record Slugs(Set<String> ofRules, Set<String> ofStorage) {

        boolean contains(String slug) {
            return ofRules.contains(slug) || ofStorage.contains(slug);
        }
    }

    Slugs of(JavaMethod endpoint) {
        Slugs slugs = new Slugs(new TreeSet<>(), new TreeSet<>());
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<Reached> open = new ArrayDeque<>(Set.of(new Reached(endpoint, false)));
        while (!open.isEmpty()) {
            Reached reached = open.pop();
            JavaCodeUnit code = reached.code();
            if (seen.add(code)) {
                boolean storage = reached.fromStorage() || isStorage(code);
                (storage ? slugs.ofStorage() : slugs.ofRules())
                        .addAll(KnownProblems.madeIn(
                                code.getOwner().getFullName(), code.getName(), code.getDescriptor()));
                Stream.concat(code.getCallsFromSelf().stream(), code.getCodeUnitReferencesFromSelf().stream())
                        .map(access -> (CodeUnitAccessTarget) access.getTarget())
                        .flatMap(this::implementations)
                        .filter(next -> !isStorage(code) || isStorage(next) || isProblem(next))
                        .forEach(next -> open.add(new Reached(next, isStorage(code))));
            }
        }
        slugs.ofRules().remove(GUARD_OF_THE_OUTBOX);
        return slugs;
    }

    private record Reached(JavaCodeUnit code, boolean fromStorage) {}

    /** A restored state was valid when it was stored, so a repository's calls into the domain throw no problems. */
    private static boolean isStorage(JavaCodeUnit code) {
        return code.getOwner().getPackageName().endsWith(".mongo")
                && !code.getOwner().getPackageName().startsWith("dev.parley.platform");
    }

    private static boolean isProblem(JavaCodeUnit code) {
        return code.getOwner().isAssignableTo(Problem.class);
    }

    private Stream<JavaCodeUnit> implementations(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        if (!owner.getPackageName().startsWith("dev.parley")) {
            return Stream.empty();
        }
        Stream<JavaCodeUnit> declared = target.resolveMember().stream().map(JavaCodeUnit.class::cast);
        Stream<JavaCodeUnit> overriding = owner.getAllSubclasses().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().equals(target.getName())
                        && method.getRawParameterTypes().size()
                                == target.getRawParameterTypes().size())
                .map(JavaCodeUnit.class::cast);
        return Stream.concat(declared, overriding)
                .filter(code -> classes.contain(code.getOwner().getFullName()));
    }
}
