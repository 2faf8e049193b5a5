package dev.parley.catalog.category.domain;

import dev.parley.platform.problem.Problem;

/** The problems of categories. */
public abstract sealed class CategoryProblem extends Problem {

    private CategoryProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** A product or a category names a category that does not exist. */
    public static final class Unknown extends CategoryProblem {
        public Unknown(String which) {
            super(422, "category-unknown", "Unknown category", "There is no category " + which + ".");
        }
    }

    /** There is no such category. */
    public static final class NotFound extends CategoryProblem {
        public NotFound(CategoryId id) {
            super(404, "category-not-found", "Category not found", "The category " + id + " does not exist.");
        }
    }

    /** Its parent has a category with this name. */
    public static final class NameTaken extends CategoryProblem {
        public NameTaken(String name) {
            super(
                    409,
                    "category-name-taken",
                    "Category name taken",
                    "There is a category " + name + " under the same parent.");
        }
    }

    /** The new parent is the category itself or one below it. */
    public static final class UnderItself extends CategoryProblem {
        public UnderItself(String name) {
            super(
                    422,
                    "category-under-itself",
                    "Category under itself",
                    "The category " + name + " cannot be below itself.");
        }
    }

    /** It has categories below it, or products and no category that takes them. */
    public static final class NotEmpty extends CategoryProblem {
        public NotEmpty(String name, String what) {
            super(409, "category-not-empty", "Category not empty", "The category " + name + " has " + what + ".");
        }
    }
}
