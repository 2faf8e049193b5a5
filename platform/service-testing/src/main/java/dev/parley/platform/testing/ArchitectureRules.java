package dev.parley.platform.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.parley.platform.security.Features;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The architecture rules of every service; a service's {@code ArchitectureTest} extends this and names its package. */
@Tag(Tags.SLOW)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads all classes once
public abstract class ArchitectureRules {

    private static final List<Class<? extends Annotation>> WHO_MAY_CALL =
            List.of(RolesAllowed.class, Authenticated.class, PermitAll.class, DenyAll.class);

    private static final List<String> ADAPTERS = List.of("http", "mongo", "kafka", "upstream", "lucene", "feed");

    private final String service;
    private final JavaClasses main;
    private final JavaClasses tests;

    /** @param service the service's root package, such as {@code dev.parley.order} */
    protected ArchitectureRules(String service) {
        this.service = service;
        this.main = imported(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
        this.tests = imported(ImportOption.Predefined.ONLY_INCLUDE_TESTS);
    }

    /** The rules on classes that are imported for main and test code alike. */
    ArchitectureRules(String service, ImportOption which) {
        this.service = service;
        this.main = imported(which);
        this.tests = main;
    }

    private JavaClasses imported(ImportOption which) {
        return new ClassFileImporter().withImportOption(which).importPackages(service);
    }

    @Test
    void theDomainKnowsNoFramework() {
        check(noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "org.eclipse.microprofile..",
                        "org.bson..",
                        "com.mongodb..",
                        "com.fasterxml..",
                        "org.apache.kafka.."));
    }

    @Test
    void dependenciesPointInward() {
        check(noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(inService(Stream.concat(Stream.of("application"), ADAPTERS.stream()))));
        check(noClasses()
                .that()
                .resideInAPackage("..application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(inService(ADAPTERS.stream())));
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        for (String adapter : ADAPTERS) {
            check(noClasses()
                    .that()
                    .resideInAPackage(inService(adapter))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(inService(ADAPTERS.stream().filter(other -> !other.equals(adapter)))));
        }
    }

    /** A capability without layers has its adapters beside its rules; it uses those of no other capability. */
    @Test
    void flatPackagesReachNoAdapter() {
        check(noClasses()
                .that()
                .resideInAPackage(service + ".*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(inService(ADAPTERS.stream())));
    }

    /** Also in a flat package an endpoint reads through a repository. */
    @Test
    void endpointsKnowNoDatabaseAndNoBroker() {
        check(noClasses()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson..", "org.apache.kafka.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(SlicesRuleDefinition.slices()
                .matching(service + ".(*)..")
                .should()
                .beFreeOfCycles());
    }

    @Test
    void aServiceKnowsNoOtherService() {
        check(classes()
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are the service's own, the platform's or a library's",
                        (JavaClass it) -> !it.getPackageName().startsWith("dev.parley.")
                                || it.getPackageName().startsWith(service)
                                || it.getPackageName().startsWith("dev.parley.platform"))));
    }

    @Test
    void dependenciesComeThroughTheConstructor() {
        check(fields().should().notBeAnnotatedWith(Inject.class));
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        check(methods()
                .that(DescribedPredicate.describe("are endpoints", Endpoint::is))
                .should(new ArchCondition<>("declare their callers") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean said = WHO_MAY_CALL.stream()
                                .anyMatch(who -> method.isAnnotatedWith(who)
                                        || method.getOwner().isAnnotatedWith(who));
                        events.add(new SimpleConditionEvent(method, said, method.getFullName() + " declares none"));
                    }
                }));
    }

    @Test
    void everyFeatureThatIsAskedForIsOneThatPlansHave() {
        check(methods()
                .that(DescribedPredicate.describe("are endpoints", Endpoint::is))
                .should(new ArchCondition<>("require an existing feature") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        String feature = Endpoint.of(method).feature();
                        events.add(new SimpleConditionEvent(
                                method,
                                feature.isEmpty() || Features.ALL.contains(feature),
                                method.getFullName() + " requires " + feature));
                    }
                }));
    }

    /** An endpoint that not only services may call has a named limit, or declares that the default suffices. */
    @Test
    void everyEndpointSaysItsRateLimit() {
        check(methods()
                .that(DescribedPredicate.describe("are endpoints", Endpoint::is))
                .should(new ArchCondition<>("declare their rate limit") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Endpoint endpoint = Endpoint.of(method);
                        boolean known = endpoint.isForServicesOnly()
                                || endpoint.rateLimit()
                                        .filter(RateLimitNames::isConfigured)
                                        .isPresent();
                        events.add(new SimpleConditionEvent(
                                method,
                                known,
                                method.getFullName() + " has no @RateLimited with a name that has a default"));
                    }
                }));
    }

    /**
     * External text is matched in linear time, and constraints check its length first. An expression that is slow in
     * theory, or only known at run time, and matches only short text is listed in
     * {@code src/test/resources/regexes-of-short-text.txt} with the reason: {@code Class.member # why}.
     */
    @Test
    void textIsMatchedInLinearTime() {
        Set<String> ofShortText = ofShortText();
        check(classes().should(new ArchCondition<>("match text in linear time") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Regexes.problems(type).stream()
                        .filter(problem -> !ofShortText.contains(problem.substring(0, problem.indexOf(": "))))
                        .forEach(problem -> events.add(SimpleConditionEvent.violated(type, problem)));
            }
        }));
    }

    private static Set<String> ofShortText() {
        try (InputStream file = ArchitectureRules.class.getResourceAsStream("/regexes-of-short-text.txt")) {
            return file == null
                    ? Set.of()
                    : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.split("#", 2)[0].strip())
                            .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void testsDoNotSleep() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it is Thread.sleep",
                        call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                && call.getTarget().getName().equals("sleep")))
                .allowEmptyShould(true)
                .check(tests);
    }

    private String inService(String part) {
        return service + ".." + part + "..";
    }

    private String[] inService(Stream<String> parts) {
        return parts.map(this::inService).toArray(String[]::new);
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(main);
    }
}
