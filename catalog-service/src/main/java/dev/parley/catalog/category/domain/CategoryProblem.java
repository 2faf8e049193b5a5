package dev.parley.catalog.category.domain;

import dev.parley.platform.problem.Problem;

/** The problems of categories. */
public abstract sealed class CategoryProblem extends Problem {

    private CategoryProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** A product names a category that does not exist. */
    public static final class Unknown extends CategoryProblem {
        public Unknown(String slug) {
            super(422, "category-unknown", "Unknown category", "There is no category with the slug " + slug + ".");
        }
    }
}
