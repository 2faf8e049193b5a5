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
 * A request to place an order for the caller's cart.
 *
 * @param billingAddress defaults to the shipping address
 * @param expectedTotal the highest total that the buyer accepts; a higher price is rejected
 */
@Schema(example = """
        {"shippingAddress":{"name":"Ann Smith","line1":"1 Example Street","city":"Accra","postalCode":"00233","country":"GH"},"payment":{"method":"test","token":"tok_ok"},"expectedTotal":{"amount":"1698.00","currency":"USD"}}""")
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
