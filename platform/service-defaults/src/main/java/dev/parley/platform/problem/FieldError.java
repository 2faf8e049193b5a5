package dev.parley.platform.problem;

/**
 * One thing wrong with a request.
 *
 * @param field where: a path into the body ({@code items[0].quantity}) or the name of a parameter
 * @param message what is wrong with it, for the person who sent it
 */
public record FieldError(String field, String message) {}
