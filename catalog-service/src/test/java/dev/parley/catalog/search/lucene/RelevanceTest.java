package dev.parley.catalog.search.lucene;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.Judgements;
import dev.parley.catalog.product.domain.Product;
import dev.parley.platform.testing.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relevance of searches in the sample catalog, by graded judgements. The floors are a little below what is reached:
 * a change that makes searches worse fails here. {@code ./parley bench relevance} measures any other set.
 */
@Tag(Tags.SLOW)
class RelevanceTest {

    private static final Path SAMPLES = Path.of("../deploy/local/samples");
    private static final Path JUDGEMENTS = Path.of("src/test/resources/relevance/sample-catalog.csv");
    private static final double NDCG = 0.94;
    private static final double RECALL = 0.91;
    private static final double ZERO_RESULTS = 0.01;

    @TempDir
    Path directory;

    @Test
    void ranksTheSampleCatalogAsJudged() throws Exception {
        IndexedShop shop = new IndexedShop(directory);
        for (Path feed : feeds()) {
            FeedFile.addTo(shop, feed);
        }
        try (var process = shop.start()) {
            process.updates.flush();

            Judgements.Report report = Judgements.read(JUDGEMENTS)
                    .evaluate(query -> process.found(query).stream()
                            .limit(20)
                            .map(id -> names(shop.product(id)))
                            .toList());

            System.out.println(report.text(20));
            assertTrue(report.ndcg() >= NDCG, () -> report.text(20));
            assertTrue(report.recall() >= RECALL, () -> report.text(20));
            assertTrue(report.zeroResultRate() <= ZERO_RESULTS, () -> report.text(20));
        }
    }

    private static List<Path> feeds() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> names(Product product) {
        Set<String> names = new HashSet<>(Set.of(product.state().externalId()));
        product.skus().forEach(sku -> names.add(sku.value()));
        return names;
    }
}
