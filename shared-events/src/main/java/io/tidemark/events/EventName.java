package io.tidemark.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The names of a kind of event. They never change; its class may be moved and renamed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

    /** On the wire, {@code <kind>:<what happened>}. Several kinds may share it. */
    String value();

    /** In the log, where no other kind has it. If it is empty, the log has the name on the wire. */
    String stored() default "";
}
