import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
 * Validates PDF files with veraPDF, for as long as it is asked.
 *
 * <p>Each line of its input, {@code PROFILE<tab>FILE}, is answered with a line of JSON: whether the
 * file conforms, how many checks were made, and each failed rule with its clause, its test number,
 * how often it failed, and the first place.
 */
public final class CheckPdf {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    ObjectMapper json = new ObjectMapper();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] asked = line.split("\t", 2);
      PDFAFlavour profile = PDFAFlavour.byFlavourId(asked[0]);
      if (profile == PDFAFlavour.NO_FLAVOUR) {
        throw new IllegalArgumentException("no such profile: " + asked[0]);
      }
      System.out.println(json.writeValueAsString(check(new File(asked[1]), profile)));
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
