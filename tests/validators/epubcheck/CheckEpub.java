import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Validates EPUBs with EPUBCheck, for as long as it is asked.
 *
 * <p>Each line of its input, {@code FILE<tab>REPORT}, is answered with the exit code of EPUBCheck,
 * which has then written its report in JSON.
 */
public final class CheckEpub {
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    // EPUBCheck says there what it does.
    System.setOut(System.err);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] asked = line.split("\t", 2);
      answers.println(new EpubChecker().run(new String[] {asked[0], "--json", asked[1]}));
    }
  }
}
