package dev.parley.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The settings that a deployment provides. */
public final class TestSettings implements QuarkusTestResourceLifecycleManager {

    static final String ADMIN = "admin@example.com";
    static final String ADMIN_PASSWORD = "the first of them";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "PARLEY_ADMIN_EMAIL",
                ADMIN,
                "PARLEY_ADMIN_PASSWORD",
                ADMIN_PASSWORD,
                "PARLEY_MAIL_FOLDER",
                Mailbox.FOLDER.toString(),
                "parley.sign-in.slow-down",
                "0.02s",
                "PARLEY_SERVICE_SECRETS",
                "catalog-service=catalog-secret,cart-service=cart-secret");
    }

    @Override
    public void stop() {}
}
