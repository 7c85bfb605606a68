package bottega.training.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over an axis, as PNG.
 *
 * @param lines every x, or y, above 0 where its scale is logarithmic
 * @param mark where a vertical line stands, null for none
 */
public record LineChart(String title, String xTitle, String yTitle, Scales scales, List<Line> lines, Double mark) {
    private static final int MOST_MARKERS = 40;
    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    /** Told apart with the usual colour blindnesses too (Okabe, Ito 2008). */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0x56B4E9));

    public LineChart(String title, String xTitle, String yTitle, boolean logarithmicX, List<Line> lines, Double mark) {
        this(title, xTitle, yTitle, logarithmicX ? Scales.LOGARITHMIC_X : Scales.LINEAR, lines, mark);
    }

    public LineChart {
        lines = List.copyOf(lines);
    }

    public enum Scales {
        LINEAR,
        LOGARITHMIC_X,
        /** x counts epochs from 1: points have markers where there are few, ticks are whole numbers. y begins at 0. */
        EPOCHS,
        EPOCHS_LOGARITHMIC_Y
    }

    /**
     * @param faint thin and pale, for what stands behind
     * @param colour null for one of the chart's own
     * @param inLegend whether its name is written
     */
    public record Line(String name, double[] x, double[] y, boolean faint, Color colour, boolean inLegend) {
        public Line(String name, double[] x, double[] y, boolean faint) {
            this(name, x, y, faint, null, true);
        }

        /** XChart refuses a line of no points. */
        public Line {
            if (x.length == 0 || x.length != y.length) {
                throw new IllegalArgumentException("'" + name + "': expected as many y as x and at least one, received "
                        + x.length + " x, " + y.length + " y");
            }
        }
    }

    public byte[] png() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public BufferedImage image() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .theme(ChartTheme.XChart)
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(scales == Scales.LOGARITHMIC_X)
                .setXAxisLogarithmicDecadeOnly(true)
                .setLegendPosition(LegendPosition.OutsideS)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLocale(Locale.ROOT);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        boolean epochs = scales == Scales.EPOCHS || scales == Scales.EPOCHS_LOGARITHMIC_Y;
        if (epochs) {
            styleEpochs(chart);
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            XYSeries series = add(chart, line, line.colour() == null ? COLOURS.get(i % COLOURS.size()) : line.colour());
            if (epochs && line.x().length <= MOST_MARKERS) {
                series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(series.getLineColor());
            }
        }
        if (mark != null) {
            chart.addAnnotation(new AnnotationLine(mark, true, false));
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    private void styleEpochs(XYChart chart) {
        double last = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.x()))
                .max()
                .orElse(1);
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(last + 1)
                .setXAxisTickLabelsFormattingFunction(
                        x -> x == Math.rint(x) ? String.format(Locale.ROOT, "%.0f", x) : " ")
                .setYAxisLogarithmic(scales == Scales.EPOCHS_LOGARITHMIC_Y)
                .setYAxisLogarithmicDecadeOnly(true);
        chart.getStyler().setMarkerSize(6);
        if (scales == Scales.EPOCHS) {
            double largest = lines.stream()
                    .flatMapToDouble(line -> Arrays.stream(line.y()))
                    .max()
                    .orElse(1);
            chart.getStyler().setYAxisMin(0.0).setYAxisMax(largest > 0 ? 1.05 * largest : 1);
        }
    }

    private static XYSeries add(XYChart chart, Line line, Color colour) {
        XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(
                line.faint() ? new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 90) : colour);
        series.setLineStyle(new BasicStroke(line.faint() ? 1f : 2.2f));
        series.setShowInLegend(line.inLegend());
        return series;
    }
}
