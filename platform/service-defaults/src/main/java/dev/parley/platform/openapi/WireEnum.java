package dev.parley.platform.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a text field of a view holds the {@link dev.parley.platform.WireName} of a constant of this enum; of a
 * list, each item.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WireEnum {

    Class<? extends Enum<?>> value();
}
