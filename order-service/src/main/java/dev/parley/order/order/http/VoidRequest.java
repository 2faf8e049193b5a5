package dev.parley.order.order.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param userId whose order it would be */
public record VoidRequest(@NotBlank @Size(max = 100) String userId) {}
