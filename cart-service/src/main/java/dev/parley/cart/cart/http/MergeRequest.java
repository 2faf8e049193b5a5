package dev.parley.cart.cart.http;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param anonymousId the guest whose cart is meant; absent for every guest that the caller was */
public record MergeRequest(@Size(max = 100) @Nullable String anonymousId) {}
