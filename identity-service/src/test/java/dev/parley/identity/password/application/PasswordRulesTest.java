package dev.parley.identity.password.application;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for new passwords. */
class PasswordRulesTest {

    private static final List<String> KNOWN = List.of("ann.smith@example.com", "annie7", "Ann Smith-Möller");

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "Password1",
                "passw0rd",
                "P@ssw0rd1!",
                "pässwörd",
                "ｐａｓｓｗｏｒｄ",
                "12345678",
                "1234567890!",
                "iloveyou",
                "letmein123",
                "summer2026",
                "qwertyuiop",
                "11223344",
                "trustno1",
                "        ",
                "aaaaaaaa",
                "abcdefghijklm",
                "9876543210",
                "ababababab",
                "passwordpassword"
            })
    void refusesCommonAndRepetitivePasswords(String password) {
        isRefused(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann.smith@example.com",
                "Ann.Smith@Example.COM1",
                "annsmith1",
                "smith-2026",
                "AnnSmithMoller",
                "annie7annie7!",
                "Parley2026!",
                "parley-ann"
            })
    void refusesPasswordsDerivedFromTheAccount(String password) {
        isRefused(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Correct-horse-1", "Held-out-1!", "correct horse", "correct horse battery", "the first of them",
                        "smithereens-and-co",
                "anniversary gift", "83619427", "gräßlich", "Tr0ub4dor&3", "0199d1c0-0000-7000-8000-000000000041",
                        "密码是一匹正确的马"
            })
    void acceptsOtherPasswords(String password) {
        assertDoesNotThrow(() -> rules.check("password", password, KNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "k7;x", "äöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßä"})
    void refusesTheWrongLength(String password) {
        isRefused(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4@8({[<3691!|10$5+7%2", "p@ssw0rd", "1991", "ab", "  \t"})
    void checksTheLongestInLinearTime(String part) {
        String longest = part.repeat(40).substring(0, Passwords.MAX_BYTES);

        assertTimeout(Duration.ofSeconds(1), () -> {
            for (int i = 0; i < 100; i++) {
                try {
                    rules.check("password", longest, KNOWN);
                } catch (Problem guessable) {
                    assertEquals(400, guessable.status());
                }
            }
        });
    }

    private void isRefused(String password) {
        Problem problem = assertThrows(Problem.class, () -> rules.check("newPassword", password, KNOWN));

        assertEquals(400, problem.status());
        assertEquals("newPassword", problem.getMessage().split(":")[0]);
    }
}
