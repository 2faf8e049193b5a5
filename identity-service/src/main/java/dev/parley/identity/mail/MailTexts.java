package dev.parley.identity.mail;

import dev.parley.platform.WireName;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The texts of mails: one template, filled in with the words of a language ({@code mail/en.properties} …). */
@ApplicationScoped
class MailTexts {

    private static final String DEFAULT = "en";
    private static final List<String> LANGUAGES = List.of(DEFAULT, "es", "fr");
    private static final List<String> WORDS = List.of("subject", "intro", "action", "validity", "ignore");

    private final Template text;
    private final Template html;
    private final Map<String, Properties> words;

    /** The content of a mail. */
    record Text(String subject, String text, String html) {}

    MailTexts(Engine templates) {
        this.text = Objects.requireNonNull(templates.getTemplate("mail/letter.txt"));
        this.html = Objects.requireNonNull(templates.getTemplate("mail/letter.html"));
        this.words = LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), MailTexts::read));
    }

    Text of(MailKind kind, Letter letter) {
        String language = language(letter.language());
        Properties all = Objects.requireNonNull(words.get(language));
        Map<String, Object> data = WORDS.stream()
                .collect(Collectors.toMap(Function.identity(), word -> word(all, WireName.kebab(kind) + "." + word)));
        data.put("language", language);
        data.put("link", letter.link());
        return new Text(
                word(all, WireName.kebab(kind) + ".subject"),
                text.instance().data(data).render(),
                html.instance().data(data).render());
    }

    private static String language(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        return LANGUAGES.contains(language) ? language : DEFAULT;
    }

    private static String word(Properties words, String key) {
        return Objects.requireNonNull(words.getProperty(key), () -> "no text for " + key);
    }

    private static Properties read(String language) {
        String file = "mail/" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MailTexts.class.getClassLoader().getResourceAsStream(file), file),
                StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
