package dev.parley.order.order.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param userId the buyer of the order */
@Schema(example = """
        {"userId":"0199d1c0-0000-7000-8000-000000000001"}""")
public record VoidRequest(@NotBlank @Size(max = 100) String userId) {}
