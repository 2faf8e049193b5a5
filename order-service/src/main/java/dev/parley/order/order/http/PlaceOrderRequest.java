package dev.parley.order.order.http;

import dev.parley.order.order.application.PlaceOrder;
import dev.parley.order.order.domain.Address;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderPayment;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Orders what is in the caller's cart.
 *
 * @param billingAddress the shipping address when absent
 * @param expectedTotal the most the buyer agrees to pay; a higher price is refused
 */
@Schema(example = """
        {"shippingAddress":{"name":"Ann Smith","line1":"1 Example Street","city":"Accra","postalCode":"00233","country":"GH"},"payment":{"method":"test","token":"tok_visa"},"expectedTotal":{"amount":"1698.00","currency":"USD"}}""")
public record PlaceOrderRequest(
        @NotNull @Valid AddressRequest shippingAddress,
        @Valid @Nullable AddressRequest billingAddress,
        @NotNull @Valid PaymentRequest payment,
        @Nullable Money expectedTotal) {

    PlaceOrder.Command toCommand(OrderId id, BuyerId buyer) {
        Address shipping = shippingAddress.toDomain();
        return new PlaceOrder.Command(
                id,
                new Order.Details(
                        buyer,
                        shipping,
                        billingAddress == null ? shipping : billingAddress.toDomain(),
                        OrderPayment.by(payment.method(), payment.token())),
                Optional.ofNullable(expectedTotal));
    }
}
