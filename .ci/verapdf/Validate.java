import java.io.FileInputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Holds PDF files against PDF/A-2a and PDF/UA-1 with the veraPDF library: a line for each, exit 1 when any fails. Files
 * named `-3a.pdf`, which hold their source, are held against PDF/A-3a instead.
 */
public class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (String file : files) {
            for (String profile : new String[] {file.endsWith("-3a.pdf") ? "3a" : "2a", "ua1"}) {
                TreeSet<String> faults = faults(file, PDFAFlavour.byFlavourId(profile));
                System.out.println((faults.isEmpty() ? "PASS " : "FAIL ") + profile + " " + file);
                faults.forEach(fault -> System.out.println("  " + fault));
                allPass &= faults.isEmpty();
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    private static TreeSet<String> faults(String file, PDFAFlavour flavour) throws Exception {
        TreeSet<String> faults = new TreeSet<>();
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new FileInputStream(file), flavour)) {
            var result = foundry.createValidator(flavour, false).validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    faults.add(assertion.getRuleId().getClause() + " " + assertion.getMessage());
                }
            }
            if (faults.isEmpty() && !result.isCompliant()) {
                faults.add("not compliant");
            }
        }
        return faults;
    }
}
