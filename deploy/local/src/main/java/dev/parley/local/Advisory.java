package dev.parley.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.jspecify.annotations.Nullable;

/**
 * A known vulnerability of libraries: the parts of its record in the Open Source Vulnerability format
 * (https://ossf.github.io/osv-schema/) that are used here.
 *
 * @param aliases other identifiers, such as its CVE number
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Advisory(String id, List<String> aliases, String summary, List<Affected> affected) {

    Advisory {
        aliases = Optional.ofNullable(aliases).map(List::copyOf).orElse(List.of());
        summary = Optional.ofNullable(summary).orElse("");
        affected = Optional.ofNullable(affected).orElse(List.of()).stream()
                .filter(one -> one.of() != null) // some records name only a repository
                .toList();
    }

    /** The vulnerable versions of one package: those in one of {@code ranges}, and those listed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Affected(Package of, List<Range> ranges, List<String> versions) {

        Affected(@JsonProperty("package") Package of, List<Range> ranges, List<String> versions) {
            this.of = of;
            this.ranges = Optional.ofNullable(ranges).map(List::copyOf).orElse(List.of());
            this.versions = Optional.ofNullable(versions).map(List::copyOf).orElse(List.of());
        }

        @JsonProperty("package")
        @Override
        public Package of() {
            return of;
        }

        boolean covers(String version) {
            return versions.contains(version) || ranges.stream().anyMatch(range -> range.covers(version));
        }
    }

    /** @param name {@code group:artifact} */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Package(String ecosystem, String name) {

        boolean isMaven() {
            return "Maven".equals(ecosystem);
        }
    }

    /** Versions between events that introduce and events that fix the vulnerability, in ascending order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Range(String type, List<Event> events) {

        /** Other types than ECOSYSTEM count commits, which are not versions. */
        boolean covers(String version) {
            if (!"ECOSYSTEM".equals(type)) {
                return false;
            }
            ComparableVersion asked = new ComparableVersion(version);
            boolean vulnerable = false;
            for (Event event : events) {
                if (event.introduced() != null && asked.compareTo(lowest(event.introduced())) >= 0) {
                    vulnerable = true;
                } else if (event.fixed() != null && asked.compareTo(new ComparableVersion(event.fixed())) >= 0) {
                    vulnerable = false;
                } else if (event.lastAffected() != null
                        && asked.compareTo(new ComparableVersion(event.lastAffected())) > 0) {
                    vulnerable = false;
                }
            }
            return vulnerable;
        }

        /** "0" means before every version, including 0-alpha. */
        private static ComparableVersion lowest(String introduced) {
            return new ComparableVersion(introduced.equals("0") ? "0-alpha-0" : introduced);
        }
    }

    /** Exactly one of the three is set. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(
            @Nullable String introduced,
            @Nullable String fixed,
            @JsonProperty("last_affected") @Nullable String lastAffected) {}

    /** Whether this version of {@code group:artifact} has the vulnerability. */
    boolean affects(String name, String version) {
        return affected.stream()
                .anyMatch(one -> one.of().isMaven() && one.of().name().equals(name) && one.covers(version));
    }

    /** All its identifiers, the primary one first. */
    String names() {
        return aliases.isEmpty() ? id : id + " (" + String.join(", ", aliases) + ")";
    }
}
