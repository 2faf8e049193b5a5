package dev.parley.cart.cart.http;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param anonymousId the guest whose cart is merged; absent for all guests linked to the caller */
@Schema(example = """
        {"anonymousId":"0199d1c0-0000-7000-8000-000000000031"}""")
public record MergeRequest(@Size(max = 100) @Nullable String anonymousId) {}
