package dev.parley.order.payment.application;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The payment providers of this service. */
@ApplicationScoped
public class PaymentProviders {

    private final List<PaymentProvider> providers;

    PaymentProviders(@All List<PaymentProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** Whether this is a payment method. */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** The provider of an order or a payment. */
    PaymentProvider named(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("Unknown payment provider: " + name));
    }

    private Optional<PaymentProvider> find(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }
}
