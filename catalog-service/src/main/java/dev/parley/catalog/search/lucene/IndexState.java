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
 * What is kept beside an index: everything consumed before these offsets is in it.
 *
 * @param origin which code and which database it was made by and from
 * @param complete whether it has held every product once, so that searches may be answered from it
 * @param buildAfter the id after which a build goes on; null when none is under way
 * @param offsets where to resume, by topic and partition
 * @param postponed ids of products that could not be indexed yet
 */
record IndexState(
        String origin,
        boolean complete,
        @Nullable String buildAfter,
        Map<String, Map<Integer, Long>> offsets,
        Set<String> postponed) {

    private static final Logger LOG = Logger.getLogger(IndexState.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The state of an index that is still to be built. */
    static IndexState empty(String origin) {
        return new IndexState(origin, false, "", Map.of(), Set.of());
    }

    /** What the file says; empty when there is none, or none that can be read. */
    static Optional<IndexState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), IndexState.class));
        } catch (IOException e) {
            LOG.warnf("The state of the search index is not readable, it is rebuilt file=%s", file);
            return Optional.empty();
        }
    }

    /** Replaces the file; a crash leaves the old one or the new one. */
    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        JSON.writeValue(next.toFile(), this);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
