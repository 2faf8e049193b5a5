package dev.parley.order.order.domain;

import dev.parley.order.payment.domain.PaymentId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** Test orders: two laptops at 849.00 each. */
public final class OrderFixture {

    public static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    public static final BuyerId ANNA = new BuyerId("0199d1c0-0000-7000-8000-000000000001");
    public static final CartId CART = new CartId("0199d1c0-0000-7000-8000-000000000031");
    public static final PaymentId PAYMENT = new PaymentId("0199d1c0-0000-7000-8000-000000000051");
    public static final OrderNumber NUMBER = new OrderNumber("P-7K3M-92QX");
    public static final OrderId ID = new OrderId("0199d1c0-0000-7000-8000-000000000021");
    public static final OrderLine LAPTOPS = new OrderLine(
            "LAP-13-BLK",
            "0199d1c0-0000-7000-8000-000000000011",
            "Aster 13 laptop",
            2,
            Money.parse("USD 849.00"),
            null);

    private OrderFixture() {}

    public static Order aPendingOrder() {
        return aPendingOrder(ID, NUMBER, ANNA, NOW);
    }

    public static Order aPendingOrder(OrderId id, OrderNumber number, BuyerId buyer, Instant placedAt) {
        Address home = new Address("Anna A.", "1 Ring Road", null, "Accra", null, "GA-100", "GH");
        return Order.place(
                id,
                number,
                new Order.Details(buyer, home, home, OrderPayment.by("test", "tok_ok")),
                CART,
                List.of(LAPTOPS),
                pricing("USD 1698.00"),
                placedAt);
    }

    public static Order aConfirmedOrder() {
        Order order = aPendingOrder();
        order.confirm(PAYMENT, 1, NOW);
        return order;
    }

    public static Pricing pricing(String total) {
        Money money = Money.parse(total);
        Money zero = Money.zero(money.getCurrencyUnit());
        return new Pricing(money, zero, zero, zero, money);
    }
}
