package dev.parley.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Benchmarks of a running stack, through its gateway: {@code ./parley bench
 * [checkout|stock|same|import|lock|limits|logins|signin|refresh|timing|revocation|token|lookup|privacy|slow|cost … |
 * catalog-start | relevance --feed FILE --judgements FILE.csv]}.
 *
 * <p>Each figure prints what was measured, how often, and p50/p95/max; CPU is that of the suite's own processes (their
 * ticks before and after), without the driver. The driver runs on the same machine, so compare ratios within one run.
 */
class Bench {

    static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING); // drivers and embedded engines log every step
        System.out.printf(
                Locale.ROOT,
                "%s · %d cores · %s %s · Java %s · commit %s%n%n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                Figures.commit());
        if (List.of("catalog-start").equals(List.of(args))) { // the only figure without a running stack
            new CatalogStartFigure().measure(Integer.getInteger("products", 50_000), Integer.getInteger("heap", 512));
            return;
        }
        if (args.length > 0 && args[0].equals("relevance")) {
            new RelevanceFigure().measure(List.of(args));
            return;
        }
        ShopFigures shop = new ShopFigures();
        IdentityFigures identity = new IdentityFigures();
        for (String figure : args.length == 0 ? List.of("checkout", "stock", "same", "import") : List.of(args)) {
            switch (figure) {
                case "checkout" -> shop.checkout(Integer.getInteger("orders", 50));
                case "stock" -> shop.stock(16, 5);
                case "same" -> shop.same(20);
                case "import" -> shop.importFeed(shop.feed());
                case "lock" -> identity.lock(1000);
                case "limits" -> identity.limits(1000);
                case "logins" -> identity.logins(200);
                case "signin" -> identity.signIn(30);
                case "refresh" -> identity.refresh(50);
                case "timing" -> identity.timing(60);
                case "revocation" -> identity.revocation(20);
                case "token" -> identity.token(Integer.getInteger("requests", 20_000));
                case "lookup" -> new LookupFigure().lookup(100_000, 2_000);
                case "privacy" -> new PrivacyFigures().privacy(Integer.getInteger("things", 1000));
                case "cost" -> new CostFigure().cost();
                case "slow" -> new SlowFigure().slow(1_000, 1_000, 300);
                default -> throw new IllegalArgumentException("No such figure: " + figure);
            }
        }
    }
}
