package dev.parley.catalog.search.lucene;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The state stored with an index, which includes all records before these offsets.
 *
 * @param origin identifies the code and the database that the index was built by and from
 * @param generation the directory of the index that searches use
 * @param reindexed the last requested rebuild that it includes; empty for none
 * @param complete whether its first build is complete, so that searches can use it
 * @param buildAfter the id after which a build resumes; null when none is in progress
 * @param offsets where to resume, by topic and partition
 * @param postponed ids of products that could not be indexed yet
 */
record IndexState(
        String origin,
        String generation,
        String reindexed,
        boolean complete,
        @Nullable String buildAfter,
        Map<String, Map<Integer, Long>> offsets,
        Set<String> postponed) {

    private static final Logger LOG = Logger.getLogger(IndexState.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The state of an index that is not built yet. */
    static IndexState empty(String origin, String generation) {
        return new IndexState(origin, generation, "", false, "", Map.of(), Set.of());
    }

    /** Reads the file; empty when it is missing or unreadable. */
    static Optional<IndexState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), IndexState.class));
        } catch (IOException e) {
            LOG.warnf("Search index state unreadable, rebuilding: file=%s", file);
            return Optional.empty();
        }
    }

    /** Replaces the file atomically. */
    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        JSON.writeValue(next.toFile(), this);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
