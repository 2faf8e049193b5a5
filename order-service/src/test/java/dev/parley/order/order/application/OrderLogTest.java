package dev.parley.order.order.application;

import static dev.parley.order.order.domain.OrderFixture.ID;
import static dev.parley.order.order.domain.OrderFixture.NOW;
import static dev.parley.order.order.domain.OrderFixture.PAYMENT;
import static dev.parley.order.order.domain.OrderFixture.aPendingOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.order.order.domain.InMemoryOrders;
import dev.parley.order.order.domain.Order;
import dev.parley.platform.events.VersionClash;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderLogTest {

    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger(OrderLog.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(logged instanceof ExtLogRecord record ? record.getFormattedMessage() : logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final InMemoryOrders orders = new InMemoryOrders();

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void logsEachEventOnceAfterItIsStored() {
        Order order = aPendingOrder();
        OrderLog.after(order, () -> orders.insert(order));
        order.confirm(PAYMENT, 1, NOW);
        OrderLog.after(order, () -> orders.save(order));
        order.cancel("changed-my-mind", NOW);
        OrderLog.after(order, () -> orders.save(order));
        OrderLog.after(order, () -> orders.save(order));

        assertEquals(
                List.of(
                        "Order placed: orderId=" + ID,
                        "Payment authorized: orderId=" + ID + " paymentId=" + PAYMENT,
                        "Order confirmed: orderId=" + ID,
                        "Order cancelled: orderId=" + ID + " wasConfirmed=true"),
                lines);
    }

    @Test
    void logsNothingThatWasNotStored() {
        Order order = aPendingOrder();
        orders.insert(order);
        Order stale = orders.find(ID).orElseThrow();
        order.confirm(PAYMENT, 1, NOW);
        orders.save(order);

        stale.cancel("requested", NOW);
        assertThrows(VersionClash.class, () -> OrderLog.after(stale, () -> orders.save(stale)));

        assertEquals(List.of(), lines);
    }
}
