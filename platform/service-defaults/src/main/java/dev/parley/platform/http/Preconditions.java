package dev.parley.platform.http;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} and {@code If-None-Match} of the current request (RFC 9110, section 13), compared with versions. */
@RequestScoped
public class Preconditions {

    private final HttpHeaders headers;

    Preconditions(HttpHeaders headers) {
        this.headers = headers;
    }

    /**
     * Checks {@code If-Match} when there is one.
     *
     * @throws Problem 412 when it names another version
     */
    public void check(long currentVersion) {
        List<String> tags = tags(HttpHeaders.IF_MATCH);
        if (!tags.isEmpty() && !matches(tags, currentVersion)) {
            throw Problems.preconditionFailed(currentVersion);
        }
    }

    /**
     * Checks {@code If-Match}, which is required.
     *
     * @throws Problem 428 without {@code If-Match}, 412 when it names another version
     */
    public void require(long currentVersion) {
        if (tags(HttpHeaders.IF_MATCH).isEmpty()) {
            throw Problems.preconditionRequired();
        }
        check(currentVersion);
    }

    /**
     * The version that the caller has read, for a compare-and-set write; empty without {@code If-Match}, or when it is
     * {@code *}.
     */
    public OptionalLong expected() {
        return tags(HttpHeaders.IF_MATCH).stream()
                .flatMapToLong(tag -> ETags.version(tag).stream())
                .findFirst();
    }

    /** The 304 response when {@code If-None-Match} names this version, else null: respond in full. */
    public @Nullable Response notModified(long version) {
        return matches(tags(HttpHeaders.IF_NONE_MATCH), version)
                ? Response.notModified()
                        .header(HttpHeaders.ETAG, ETags.of(version))
                        .build()
                : null;
    }

    private static boolean matches(List<String> tags, long version) {
        return tags.stream()
                .anyMatch(tag -> tag.equals("*") || ETags.version(tag).stream().anyMatch(named -> named == version));
    }

    private List<String> tags(String header) {
        String value = headers.getHeaderString(header);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }
}
