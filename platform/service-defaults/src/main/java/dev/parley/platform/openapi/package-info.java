/**
 * Completes the OpenAPI documents that Quarkus generates from the resources, at build time: operation ids, the
 * responses that every endpoint has, the problems of each endpoint, required and nullable fields, enum values, formats.
 * What is published follows from the code, so a resource states only what cannot be derived: a summary and its
 * {@link ProblemTypes}.
 */
@NullMarked
package dev.parley.platform.openapi;

import org.jspecify.annotations.NullMarked;
