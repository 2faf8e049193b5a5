package dev.parley.identity.user.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What people may change of their account. */
public record ChangeUserRequest(
        @NotBlank @Size(min = 2, max = 100) String displayName) {}
