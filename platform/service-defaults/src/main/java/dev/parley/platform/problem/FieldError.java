package dev.parley.platform.problem;

/**
 * An error in one field of a request.
 *
 * @param field a path into the body ({@code items[0].quantity}) or the name of a parameter
 * @param message what is wrong with it, for the caller
 */
public record FieldError(String field, String message) {}
