package io.tidemark.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large a package may be, and which packages may use what another one makes public. */
class PackagesTest {

    private static final int MOST_FILES = 20;

    private static final JavaClasses MAIN = MainClasses.of("io.tidemark");

    @Test
    void no_package_has_more_than_twenty_files() {
        var files = MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(MOST_FILES));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # what is public here    may be used by these packages and those below them
            db.failure,              db edge query.projector
            db.loop,                 db query.feed
            db.head,                 db query.feed query.projector query.read query.stream query.audit query.replay
            db.append,               db command query.projector query.administration
            db.revocation,           db edge.auth command.auth query.revocation
            db.axon,                 db command query.projector query.audit query.replay
            edge.auth.claim,         edge.auth command.auth command.session.deadline
            edge.http.entry,         edge.http query.stream.lifetime
            edge.limit.rate,         edge.limit edge.problem edge.http command.session.sync
            command.money,           command.product
            command.session,         command.session
            command.image,           command.image command.product
            query.feed.store,        query.feed query.projector query.read query.stream query.audit query.replay
            query.feed.live,         query.feed query.projector query.stream query.audit query.dashboard
            query.stream.wire,       query.stream query.audit
            query.stream.lifetime,   query.stream query.dashboard
            query.projector,         query.projector query.replay query.dashboard
            query.administration,    query.administration query.projector query.replay query.revocation
            query.audit,             query.audit
            query.replay,            query.replay
            """)
    void what_is_public_is_used_by_its_neighbours_only(String used, String users) {
        var allowed = Stream.of((used + " " + users).split(" "))
                .map(name -> "io.tidemark." + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("io.tidemark." + used + "..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(allowed)
                .check(MAIN);
    }

    @Test
    void edge_uses_two_packages_of_db() {
        noClasses()
                .that()
                .resideInAPackage("io.tidemark.edge..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.tidemark.db..")
                        .and(resideOutsideOfPackages("io.tidemark.db.failure", "io.tidemark.db.revocation")))
                .because("of the database, an answer to a client depends only on the kind of a failure,"
                        + " and on who is shut out")
                .check(MAIN);
    }
}
