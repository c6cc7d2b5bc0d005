import java.io.File;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.verapdf.features.FeatureFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.metadata.fixer.FixerFactory;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.verapdf.processor.BatchProcessingHandler;
import org.verapdf.processor.BatchProcessor;
import org.verapdf.processor.FormatOption;
import org.verapdf.processor.ProcessorConfig;
import org.verapdf.processor.ProcessorFactory;
import org.verapdf.processor.TaskType;
import org.verapdf.processor.plugins.PluginsCollectionConfig;
import org.verapdf.processor.reports.BatchSummary;

/**
 * Stands in for the command {@code verapdf}, whose installer no package repository holds.
 *
 * <p>{@code java ReportPdf --format xml --flavour PROFILE FILE...} prints the report that the
 * command prints, made by the same library, and ends with the same exit code.
 */
public final class ReportPdf {
  public static void main(String[] arguments) throws Exception {
    if (!arguments[0].equals("--format") || !arguments[2].equals("--flavour")) {
      throw new IllegalArgumentException("not understood: " + String.join(" ", arguments));
    }
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    List<File> files =
        Arrays.stream(arguments).skip(4).map(File::new).collect(Collectors.toList());
    ProcessorConfig config =
        ProcessorFactory.fromValues(
            new ValidatorConfigBuilder().flavour(PDFAFlavour.byFlavourId(arguments[3])).build(),
            FeatureFactory.defaultConfig(),
            PluginsCollectionConfig.defaultConfig(),
            FixerFactory.defaultConfig(),
            EnumSet.of(TaskType.VALIDATE));
    try (BatchProcessor processor = ProcessorFactory.fileBatchProcessor(config);
        BatchProcessingHandler report =
            ProcessorFactory.getHandler(
                FormatOption.fromOption(arguments[1]), false, System.out, false)) {
      BatchSummary summary = processor.process(files, report);
      System.exit(summary.getValidationSummary().getNonCompliantPdfaCount() > 0 ? 1 : 0);
    }
  }
}
