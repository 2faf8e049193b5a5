package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Graded judgements of search results, and the measures of a ranking against them.
 *
 * @param ratings by query and document: 3 is exactly what the query asks for, 0 is irrelevant
 */
public record Judgements(Map<String, Map<String, Integer>> ratings) {

    private static final int NDCG_AT = 10;
    private static final int RECALL_AT = 20;

    /** Finds the products for a query, best first; of each product all names that a judgement may use. */
    @FunctionalInterface
    public interface Search {
        List<Set<String>> find(String query) throws Exception;
    }

    /**
     * The measures of one query.
     *
     * @param ndcg normalized discounted cumulative gain of the first 10 results, with gain 2^rating - 1
     * @param recall the part of the relevant documents among the first 20 results
     * @param results the number of results, at most a page
     */
    public record Measured(String query, double ndcg, double recall, int results) {}

    /** The measures of all queries. */
    public record Report(List<Measured> queries) {

        public double ndcg() {
            return queries.stream().mapToDouble(Measured::ndcg).average().orElse(0);
        }

        public double recall() {
            return queries.stream().mapToDouble(Measured::recall).average().orElse(0);
        }

        public double zeroResultRate() {
            return queries.stream().filter(query -> query.results() == 0).count() / (double) queries.size();
        }

        /** The worst queries first, then the means. */
        public String text(int worst) {
            StringBuilder text = new StringBuilder();
            queries.stream()
                    .sorted(Comparator.comparing(Measured::ndcg))
                    .limit(worst)
                    .forEach(query -> text.append(String.format(
                            Locale.ROOT,
                            "  %.3f  %.3f  %3d  %s%n",
                            query.ndcg(),
                            query.recall(),
                            query.results(),
                            query.query())));
            return text
                    + String.format(
                            Locale.ROOT,
                            "%d queries: nDCG@10 %.3f, recall@20 %.3f, zero-result rate %.3f%n",
                            queries.size(),
                            ndcg(),
                            recall(),
                            zeroResultRate());
        }
    }

    /** Reads a CSV file with the columns {@code query,docid,rating}; a query may be quoted. */
    public static Judgements read(Path file) throws IOException {
        Map<String, Map<String, Integer>> ratings = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                int last = line.lastIndexOf(',');
                int first = line.lastIndexOf(',', last - 1);
                ratings.computeIfAbsent(unquoted(line.substring(0, first)), query -> new LinkedHashMap<>())
                        .put(
                                unquoted(line.substring(first + 1, last)),
                                Integer.valueOf(line.substring(last + 1).strip()));
            }
        }
        return new Judgements(ratings);
    }

    /** Runs every query. */
    public Report evaluate(Search search) throws Exception {
        List<Measured> measured = new ArrayList<>();
        for (Map.Entry<String, Map<String, Integer>> judged : ratings.entrySet()) {
            measured.add(measure(judged.getKey(), judged.getValue(), search.find(judged.getKey())));
        }
        return new Report(measured);
    }

    private static Measured measure(String query, Map<String, Integer> ratings, List<Set<String>> found) {
        Map<String, Integer> left = new HashMap<>(ratings); // judgements of other names of a found product count once
        List<Integer> grades = new ArrayList<>();
        List<Integer> ideal = new ArrayList<>();
        for (Set<String> names : found) {
            int grade = names.stream()
                    .mapToInt(name -> ratings.getOrDefault(name, 0))
                    .max()
                    .orElse(0);
            if (left.keySet().removeAll(new HashSet<>(names))) {
                ideal.add(grade);
            }
            grades.add(grade);
        }
        ideal.addAll(left.values());
        ideal.sort(Comparator.reverseOrder());
        long relevant = ideal.stream().filter(grade -> grade > 0).count();
        long recalled =
                grades.stream().limit(RECALL_AT).filter(grade -> grade > 0).count();
        return new Measured(
                query,
                gain(ideal) == 0 ? 1 : gain(grades) / gain(ideal),
                relevant == 0 ? 1 : recalled / (double) Math.min(relevant, RECALL_AT),
                found.size());
    }

    private static double gain(List<Integer> grades) {
        double gain = 0;
        for (int i = 0; i < Math.min(NDCG_AT, grades.size()); i++) {
            gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return gain;
    }

    private static String unquoted(String cell) {
        return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                : cell;
    }
}
