import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates PDF files with veraPDF.
 *
 * <p>{@code java CheckPdf PROFILE FILE...} prints one line of JSON for each file: whether it
 * conforms, how many checks were made, and each failed rule with its clause, its test number, how
 * often it failed, and the first place.
 */
public final class CheckPdf {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour profile = PDFAFlavour.byFlavourId(arguments[0]);
    if (profile == PDFAFlavour.NO_FLAVOUR) {
      throw new IllegalArgumentException("no such profile: " + arguments[0]);
    }
    ObjectMapper json = new ObjectMapper();
    for (int i = 1; i < arguments.length; i++) {
      System.out.println(json.writeValueAsString(check(new File(arguments[i]), profile)));
    }
  }

  private static Map<String, Object> check(File file, PDFAFlavour profile) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile)) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(profile, false).validate(parser);
      Map<RuleId, Map<String, Object>> failed = new LinkedHashMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        failed.computeIfAbsent(assertion.getRuleId(), rule -> describe(assertion, result));
      }
      return Map.of(
          "conforms", result.isCompliant(),
          "checks", result.getTotalAssertions(),
          "failed", List.copyOf(failed.values()));
    }
  }

  private static Map<String, Object> describe(TestAssertion assertion, ValidationResult result) {
    RuleId rule = assertion.getRuleId();
    return Map.of(
        "clause", rule.getClause(),
        "test", rule.getTestNumber(),
        "count", result.getFailedChecks().getOrDefault(rule, 1),
        "text", String.valueOf(assertion.getMessage()),
        "place", String.valueOf(assertion.getLocation().getContext()));
  }
}
