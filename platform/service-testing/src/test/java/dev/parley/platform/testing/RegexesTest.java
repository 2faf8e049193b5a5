package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.broken.thing.http.SlowRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class RegexesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https?://[^\\s/]+\\S*",
                "(a+)+",
                "(a*)*b",
                "(a|a)*b",
                "(?:a?b?)+c",
                "\\d+\\d+x",
                ".*,.*,.*",
                "(x+x+)+y",
                "\\s*[\\s,]*z"
            })
    void findsTwoLoopsThatReadTheSameText(String regex) {
        assertTrue(RegexGrowth.whenMatched(Pattern.compile(regex)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https?://[^\\s/]\\S*",
                "[a-z][a-z0-9-]+",
                "[^:]*:[^:]+:.*",
                "[^@\\s]+@[^@\\s]+",
                "(?:a|b)+c",
                "\\d{1,3}(?:,\\d{3})+",
                "(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([A-Z]{3})"
            })
    void acceptsLoopsOfDifferentText(String regex) {
        assertTrue(RegexGrowth.whenMatched(Pattern.compile(regex)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\\r\\n]+$", "/+$", "\\s+x", "\\w+@", "^a|\\w+@"})
    void findsLoopsThatASearchBeginsAgainAndAgain(String regex) {
        assertTrue(RegexGrowth.whenSearched(Pattern.compile(regex)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\s+", "[^a-z0-9]+", "^-|-$", "-[^-]*$", "(^|\\s)-+", ";.*", "^\\w+@"})
    void acceptsASearchThatSucceedsOrBeginsOnce(String regex) {
        assertTrue(RegexGrowth.whenSearched(Pattern.compile(regex)).isEmpty());
    }

    @Test
    void readsConstraintsFieldsAndCalls() {
        List<String> problems = Regexes.problems(new ClassFileImporter().importClass(SlowRequest.class));

        assertEquals(
                Set.of("ofAnyLength", "emails", "url", "SEARCHED", "withoutEnd", "isNested", "parts"),
                problems.stream()
                        .map(problem ->
                                problem.substring(SlowRequest.class.getName().length() + 1, problem.indexOf(": ")))
                        .filter(member -> !member.equals("<init>"))
                        .collect(Collectors.toSet()));
    }

    /** The services' own tests check the services; this one checks the platform. */
    @Test
    void thePlatformMatchesTextInLinearTime() {
        List<String> problems = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.parley.platform")
                        .stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.parley.platform.testing"))
                        .filter(type -> !type.getPackageName().startsWith("dev.parley.platform.openapi")) // build time
                        .flatMap(type -> Regexes.problems(type).stream())
                        .toList();

        assertEquals(
                List.of(
                        "dev.parley.platform.http.Text$Validator.initialize: the expression of compile is only known at run time"),
                problems);
    }
}
