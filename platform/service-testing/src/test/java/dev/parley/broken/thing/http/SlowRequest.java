package dev.parley.broken.thing.http;

import dev.parley.platform.http.Text;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/** Every way to match text in more than linear time. */
public record SlowRequest(
        @Pattern(regexp = "a|b") String ofAnyLength,
        List<@Email String> emails,
        @Text(max = 2000, pattern = "https?://[^\\s/]+\\S*") String url) {

    private static final java.util.regex.Pattern SEARCHED = java.util.regex.Pattern.compile("[\\r\\n]+" + "$");

    public String withoutEnd() {
        return url.replaceAll("/+$", "");
    }

    public boolean isNested() {
        return url.matches("(a+)+");
    }

    public String[] parts(String separator) {
        return SEARCHED.matcher(url).replaceAll("").split(separator);
    }
}
