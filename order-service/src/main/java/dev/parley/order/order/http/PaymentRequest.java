package dev.parley.order.order.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param method the payment provider: {@code test}
 * @param token the provider's token of the card or account; for {@code test} one of {@code tok_ok}, {@code tok_slow}
 *     and {@code tok_declined}
 */
@Schema(example = """
        {"method":"test","token":"tok_ok"}""")
public record PaymentRequest(
        @NotBlank @Size(max = 40) String method,
        @NotBlank @Size(max = 200) String token) {}
