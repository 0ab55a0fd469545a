package io.tidemark.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodReference;
import com.tngtech.archunit.lang.ArchRule;
import io.tidemark.events.DomainEvent;
import io.tidemark.query.projection.Projection;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the folders promise. */
class ArchitectureTest {

    private static final JavaClasses MAIN = MainClasses.of("io.tidemark");

    private static final ArchRule EVENTS_ARE_PLAIN_FACTS = classes()
            .that()
            .resideInAPackage("io.tidemark.events..")
            .and()
            .resideOutsideOfPackage("io.tidemark.events.json") // It tells Jackson how to write them.
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.tidemark.events..", "org.axonframework.serialization", "org.jspecify..")
            .because("stored events outlive every framework");

    private static final ArchRule EVENTS_ARE_TOP_LEVEL_RECORDS = classes()
            .that()
            .areAssignableTo(DomainEvent.class)
            .and()
            .areNotInterfaces()
            .should()
            .beTopLevelClasses()
            .andShould()
            .beRecords()
            .because("the contract has one file for each kind");

    private static final ArchRule THE_LOG_KNOWS_NO_EVENT_AND_NO_SLICE = noClasses()
            .that()
            .resideInAPackage("io.tidemark.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.tidemark.events..", "io.tidemark.edge..", "io.tidemark.command..", "io.tidemark.query..")
            .because("any Axon application could use it");

    private static final ArchRule THE_SIDES_ARE_APART =
            slices().matching("io.tidemark.(command|query)..").should().notDependOnEachOther();

    private static final String QUERY_SLICES = "io.tidemark.query.(business|product|reply|session)..";

    private static final ArchRule QUERY_SLICES_KNOW_ONLY_WHAT_SLICES_MAY_SEE = noClasses()
            .that()
            .resideInAPackage(QUERY_SLICES)
            .should()
            .dependOnClassesThat(resideInAPackage("io.tidemark.query..")
                    .and(resideOutsideOfPackages(
                            QUERY_SLICES,
                            "io.tidemark.query.projection",
                            "io.tidemark.query.read",
                            "io.tidemark.query.dashboard")))
            .because("how a row reaches the feed, the streams and the audit is no slice's business");

    private static final ArchRule QUERY_SLICES_ARE_APART = slices().matching(QUERY_SLICES)
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("io.tidemark.query.product"), resideInAPackage("io.tidemark.query.business"));

    private static final ArchRule SLICES_HIDE_THEIR_PARTS = classes()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAssignableTo(Projection.class)
            .and()
            .areNotInterfaces()
            .should()
            .bePackagePrivate();

    private static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("io.tidemark.(**)").should().beFreeOfCycles();

    private static final ArchRule NOBODY_BLOCKS = noClasses()
            .should()
            .callMethod(Mono.class, "block")
            .orShould()
            .callMethod(Flux.class, "blockFirst")
            .orShould()
            .callMethod(Flux.class, "blockLast")
            .orShould()
            .callMethod(Mono.class, "blockOptional")
            .orShould()
            .callMethod(Flux.class, "toIterable")
            .orShould()
            .callMethod(Flux.class, "toStream");

    private static final ArchRule DECISIONS_ARE_DETERMINISTIC = noClasses()
            .that()
            .resideInAPackage("io.tidemark.command..")
            .and()
            .resideOutsideOfPackage("io.tidemark.command.dispatch..") // It reads the clock once per request.
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    private static final Set<String> BY_THE_DEFAULT_LOCALE =
            Set.of("format", "formatted", "toLowerCase", "toUpperCase");

    private static final ArchRule TEXT_DOES_NOT_DEPEND_ON_THE_MACHINE = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "a reference uses the default locale",
                    access -> access instanceof JavaMethodReference
                            && access.getTargetOwner().isEquivalentTo(String.class)
                            && BY_THE_DEFAULT_LOCALE.contains(access.getName())))
            .because("Error Prone refuses calls of these methods, but not references to them");

    private static final Pattern EDGE_OF_SLICE = Pattern.compile(".+(Api|Configuration)");
    private static final Set<String> IMAGE_BYTES = Set.of("ImageStore", "Upload");

    private static final ArchRule DECISIONS_KNOW_NO_SPRING = noClasses()
            .that()
            .resideInAPackage("io.tidemark.command..")
            .and()
            .resideOutsideOfPackages(
                    "io.tidemark.command", // The process.
                    "io.tidemark.command.dispatch",
                    "io.tidemark.command.quota", // It counts what is in the log.
                    "io.tidemark.command.session.deadline",
                    "io.tidemark.command.session.sync") // It answers with problems.
            .and(areNot("the edge of a slice", ArchitectureTest::isEdgeOfSlice))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.tidemark.edge.problem..")
            .because("values, commands, states and aggregates refuse with Refused, and know no HTTP");

    private static DescribedPredicate<JavaClass> areNot(String what, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe("are not " + what, each -> !predicate.test(each));
    }

    /** What Spring makes, and what takes or gives bytes of images. An aggregate is no component of its own. */
    private static boolean isEdgeOfSlice(JavaClass type) {
        var outermost = type.getEnclosingClass().orElse(type);
        return EDGE_OF_SLICE.matcher(outermost.getSimpleName()).matches()
                || outermost.isAnnotatedWith(Component.class)
                || outermost.isAnnotatedWith(ConfigurationProperties.class)
                || IMAGE_BYTES.contains(outermost.getSimpleName());
    }

    @Test
    void events_are_plain_facts() {
        EVENTS_ARE_PLAIN_FACTS.check(MAIN);
    }

    @Test
    void events_are_top_level_records() {
        EVENTS_ARE_TOP_LEVEL_RECORDS.check(MAIN);
    }

    @Test
    void the_log_knows_no_event_and_no_slice() {
        THE_LOG_KNOWS_NO_EVENT_AND_NO_SLICE.check(MAIN);
    }

    @Test
    void the_sides_are_apart() {
        THE_SIDES_ARE_APART.check(MAIN);
    }

    @Test
    void query_slices_know_only_what_slices_may_see() {
        QUERY_SLICES_KNOW_ONLY_WHAT_SLICES_MAY_SEE.check(MAIN);
    }

    @Test
    void query_slices_are_apart() {
        QUERY_SLICES_ARE_APART.check(MAIN);
    }

    @Test
    void slices_hide_their_parts() {
        SLICES_HIDE_THEIR_PARTS.check(MAIN);
    }

    @Test
    void packages_are_free_of_cycles() {
        PACKAGES_ARE_FREE_OF_CYCLES.check(MAIN);
    }

    @Test
    void nobody_blocks() {
        NOBODY_BLOCKS.check(MAIN);
    }

    @Test
    void text_does_not_depend_on_the_machine() {
        TEXT_DOES_NOT_DEPEND_ON_THE_MACHINE.check(MAIN);
    }

    @Test
    void decisions_are_deterministic() {
        DECISIONS_ARE_DETERMINISTIC.check(MAIN);
    }

    @Test
    void decisions_know_no_spring() {
        DECISIONS_KNOW_NO_SPRING.check(MAIN);
    }
}
