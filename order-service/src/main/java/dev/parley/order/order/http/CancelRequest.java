package dev.parley.order.order.http;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param reason a word, such as {@code changed-my-mind}; it goes into events, so it has no room for personal data */
@Schema(example = """
        {"reason":"changed-my-mind"}""")
public record CancelRequest(
        @Pattern(regexp = "[a-z0-9-]{1,40}") @Nullable String reason) {}
