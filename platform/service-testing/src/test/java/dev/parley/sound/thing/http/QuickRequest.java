package dev.parley.sound.thing.http;

import dev.parley.platform.http.Text;
import java.util.regex.Pattern;

/** The same in linear time. */
public record QuickRequest(
        @Text(max = 2000, pattern = "https?://[^\\s/]\\S*") String url) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    public String oneSpaced() {
        return SPACES.matcher(url).replaceAll(" ").replaceAll("[^a-z]+", "-");
    }

    public String[] parts() {
        return url.matches("\\d+,\\d+") ? url.split(",", -1) : url.split(";");
    }
}
