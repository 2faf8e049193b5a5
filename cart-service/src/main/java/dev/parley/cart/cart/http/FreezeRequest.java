package dev.parley.cart.cart.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** @param expectedTotal the highest total that the buyer accepts; absent for no limit */
@Schema(example = """
        {"orderId":"0199d1c0-0000-7000-8000-000000000021","userId":"0199d1c0-0000-7000-8000-000000000001","expectedTotal":{"amount":"299.00","currency":"USD"}}""")
public record FreezeRequest(
        @NotBlank @Size(max = 100) String orderId,
        @NotBlank @Size(max = 100) String userId,
        @Nullable Money expectedTotal) {}
