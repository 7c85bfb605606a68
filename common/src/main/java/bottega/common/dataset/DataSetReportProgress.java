package bottega.common.dataset;

import bottega.common.job.JobProgress;

/**
 * A report that is not ready yet.
 *
 * @param progress steps are pictures
 */
public record DataSetReportProgress(String dataset, JobProgress progress) {}
