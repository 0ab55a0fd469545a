package io.tidemark.standalone;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of a package that are delivered. */
final class MainClasses {

    private MainClasses() {}

    /** Tests of another module are on the class path as a folder or, once that module is packaged, as a jar. So is the test kit. */
    static JavaClasses of(String name) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .withImportOption(location -> !location.contains("/testkit/"))
                .importPackages(name);
    }
}
