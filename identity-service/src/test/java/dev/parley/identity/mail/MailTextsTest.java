package dev.parley.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.identity.ServiceTest;
import dev.parley.identity.user.domain.Email;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ServiceTest
class MailTextsTest {

    private static final String LINK = "https://example.com/reset-password#token=abc-_1";

    @Inject
    MailTexts texts;

    @ParameterizedTest
    @CsvSource({
        "en, Choose a new password",
        "en-GB, Choose a new password",
        "es-MX, Elige una contraseña nueva",
        "fr, Choisissez un nouveau mot de passe",
        "de, Choose a new password",
        "'', Choose a new password",
    })
    void areInTheReadersLanguageElseEnglish(String language, String subject) {
        assertEquals(subject, of(MailKind.PASSWORD_RESET, language).subject());
    }

    @ParameterizedTest
    @EnumSource
    void areCompleteInEveryLanguage(MailKind kind) {
        for (String language : new String[] {"en", "es", "fr"}) {
            MailTexts.Text text = of(kind, language);

            assertTrue(text.text().contains("\n" + LINK + "\n"), text.text());
            assertTrue(text.html().contains("<a href=\"" + LINK + "\">"), text.html());
            assertTrue(text.html().contains("<html lang=\"" + language + "\">"), text.html());
            assertFalse(text.text().contains("NOT_FOUND") || text.text().contains("{"), text.text());
        }
    }

    @Test
    void areHtmlOnlyWhereTheyShouldBe() {
        MailTexts.Text text = texts.of(
                MailKind.PASSWORD_RESET, new Letter(new Email("ann@example.com"), "en", "https://e/?a=\"><b>"));

        assertFalse(text.html().contains("<b>"), text.html());
    }

    private MailTexts.Text of(MailKind kind, String language) {
        return texts.of(kind, new Letter(new Email("ann@example.com"), language, LINK));
    }
}
