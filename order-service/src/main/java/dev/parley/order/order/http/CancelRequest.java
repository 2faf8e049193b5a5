package dev.parley.order.order.http;

import dev.parley.platform.http.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param reason a machine-readable word, such as {@code changed-my-mind}; it is part of events, so its form leaves no
 *     room for personal data
 */
@Schema(example = """
        {"reason":"changed-my-mind"}""")
public record CancelRequest(
        @Text(max = 40, pattern = "[a-z0-9-]+", message = "must be lower-case letters, digits or hyphens") @Nullable
        String reason) {}
